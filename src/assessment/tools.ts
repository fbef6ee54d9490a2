import type { Evidence } from '../signals/signal.ts';
import type { Tool } from '../signals/tool/catalogue.ts';
import type { ToolUse } from '../signals/tool/use.ts';

/** A tool that the repository shows, outside its tests. */
export interface FoundTool {
  readonly tool: Tool;
  /** The roles that are proved at this strength. */
  readonly roles: readonly string[];
  readonly strength: ToolUse['strength'];
  /** Its first place, of the strongest kind. */
  readonly evidence: Evidence;
}

const strengths: readonly ToolUse['strength'][] = ['used', 'imported', 'declared'];

/** The tools among their uses, the strongest first. What is off by default counts as declared. */
export function foundTools(uses: readonly ToolUse[]): FoundTool[] {
  const found = new Map<Tool, FoundTool>();
  for (const strength of strengths)
    for (const use of uses) {
      if (use.test || (use.off ? 'declared' : use.strength) !== strength) continue;
      const { tool, role, path, line, note } = use;
      const known = found.get(tool);
      if (!known) found.set(tool, { tool, roles: [role], strength, evidence: { path, line, note } });
      else if (known.strength === strength && !known.roles.includes(role))
        found.set(tool, { ...known, roles: [...known.roles, role] });
    }
  return [...found.values()];
}
