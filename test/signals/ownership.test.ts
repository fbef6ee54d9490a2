import assert from 'node:assert/strict';
import picomatch from 'picomatch';
import { type Owner, ownershipSignals } from '../../src/signals/ownership.ts';
import { factsOf } from './facts.ts';

const { codeOwners, prowOwners, protection, requestTemplate } = ownershipSignals;
const owners = (...lines: string[]) => factsOf(codeOwners, 'CODEOWNERS', ...lines);
const whoOwns = (rules: readonly Owner[], path: string) =>
  rules.filter(({ owns }) => owns(path)).flatMap((rule) => rule.owners);

describe('CODEOWNERS', () => {
  it('reads patterns, owners and lines', () => {
    const rules = owners(
      '# who looks at what',
      '',
      '*  @acme/ml',
      '/infra/ @acme/platform mkoch@acme.example # both',
      '',
    );
    assert.deepEqual(
      rules.map(({ pattern, owners, line, optional }) => [pattern, owners, line, optional]),
      [
        ['*', ['@acme/ml'], 3, false],
        ['/infra/', ['@acme/platform', 'mkoch@acme.example'], 4, false],
      ],
    );
  });

  it('lets the last line that matches decide', () => {
    const rules = owners('* @a', '*.tf @b', '/docs/ @c', '/docs/infra.tf @d');
    assert.deepEqual(whoOwns(rules, 'src/train.py'), ['@a']);
    assert.deepEqual(whoOwns(rules, 'infra/main.tf'), ['@b']);
    assert.deepEqual(whoOwns(rules, 'docs/a/b.tf'), ['@c']);
    assert.deepEqual(whoOwns(rules, 'docs/infra.tf'), ['@d']);
  });

  it('takes a line without owners, and one with !, for nobody', () => {
    const rules = owners('/apps/ @a', '/apps/github', '!/apps/generated/');
    assert.deepEqual(whoOwns(rules, 'apps/web/x.ts'), ['@a']);
    assert.deepEqual(whoOwns(rules, 'apps/github/x.ts'), []);
    assert.deepEqual(whoOwns(rules, 'apps/generated/x.ts'), []);
    assert.equal(rules.length, 1);
  });

  it('reads patterns as git hosts do', () => {
    const matches = (pattern: string, path: string) => whoOwns(owners(`${pattern} @a`), path).length > 0;
    for (const [pattern, path, expected] of [
      ['*', '.github/workflows/ci.yml', true],
      ['*.py', 'src/a/b.py', true],
      ['*.py', 'src/a.pyi', false],
      ['/build/logs/', 'build/logs/x.txt', true],
      ['/build/logs/', 'src/build/logs/x.txt', false],
      ['docs/*', 'docs/start.md', true],
      ['docs/*', 'docs/build/trouble.md', false],
      ['docs/*', 'src/docs/start.md', false],
      ['apps/', 'src/apps/x.py', true],
      ['/docs', 'docs/a/b.md', true],
      ['**/logs', 'deep/down/logs/x', true],
      ['/infra/**', 'infra/a/b.tf', true],
      ['src/**/model.py', 'src/a/b/model.py', true],
      ['Makefile', 'sub/Makefile', true],
      ['/with\\ blank/', 'with blank/x.py', true],
      ['/{a}/', 'a/x.py', false],
    ] as const) {
      assert.equal(matches(pattern, path), expected, `${pattern} and ${path}`);
    }
  });

  it('does not take what a template left for owners', () => {
    assert.deepEqual(
      owners('* @your-org/your-team', '/src/ @username', '*.js @global-owner1', '/a/ <team>', '/b/ nobody'),
      [],
    );
    assert.equal(owners('* @yourself-ai/core @orgad').length, 1);
  });

  it('reads sections of GitLab: their owners, approvals, and that they may be left out', () => {
    const rules = factsOf(
      codeOwners,
      '.gitlab/CODEOWNERS',
      '* @all',
      '',
      '[Platform][2] @platform @@maintainers',
      '/infra/',
      '/infra/dev/ @dev',
      '',
      '^[Docs] @writers',
      '*.md',
      '[platform]',
      '/charts/ @helm',
    );
    assert.deepEqual(
      rules.map(({ pattern, owners, optional }) => [pattern, owners, optional]),
      [
        ['*', ['@all'], false],
        ['/infra/', ['@platform', '@@maintainers'], false],
        ['/infra/dev/', ['@dev'], false],
        ['*.md', ['@writers'], true],
        ['/charts/', ['@helm'], false],
      ],
    );
    // Each section asks for itself.
    assert.deepEqual(whoOwns(rules, 'infra/main.tf'), ['@all', '@platform', '@@maintainers']);
    assert.deepEqual(whoOwns(rules, 'infra/dev/main.tf'), ['@all', '@dev']);
  });

  it('is read where git hosts look for it', () => {
    const reads = picomatch([...codeOwners.reads], { dot: true });
    for (const path of ['CODEOWNERS', '.github/CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'])
      assert.ok(reads(path), path);
    assert.equal(reads('services/api/CODEOWNERS'), false);
  });
});

describe('Prow OWNERS', () => {
  it('knows approvers, and what is below their folder', () => {
    const [rule] = factsOf(
      prowOwners,
      'manifests/prod/OWNERS',
      'reviewers:',
      '  - dsilva',
      'approvers:',
      '  - mkoch',
      '  - platform-leads # an alias',
    );
    assert.deepEqual(rule?.owners, ['mkoch', 'platform-leads']);
    assert.equal(rule?.line, 3);
    assert.equal(rule?.owns('manifests/prod/api/x.yaml'), true);
    assert.equal(rule?.owns('manifests/dev/x.yaml'), false);
    assert.equal(factsOf(prowOwners, 'OWNERS', 'approvers: [a]')[0]?.owns('anything'), true);
  });

  it('reads filters, and takes reviewers alone for nobody', () => {
    const filtered = factsOf(
      prowOwners,
      'OWNERS',
      'filters:',
      '  ".*":',
      '    approvers: [a]',
      '  "\\\\.go$": {}',
    );
    assert.deepEqual(filtered[0]?.owners, ['a']);
    assert.deepEqual(factsOf(prowOwners, 'OWNERS', 'reviewers: [a]', 'approvers: []'), []);
    assert.deepEqual(factsOf(prowOwners, 'OWNERS', 'a@chromium.org', 'b@chromium.org'), []);
  });
});

describe('rules for branches', () => {
  const rules = (path: string, ...lines: string[]) =>
    factsOf(protection, path, ...lines).map(({ pullRequest, requiredApprovals, line }) => [
      pullRequest,
      requiredApprovals,
      line,
    ]);
  const ruleset = (more: object, approvals = 1) =>
    JSON.stringify({
      name: 'main',
      rules: [
        { type: 'deletion' },
        { type: 'pull_request', parameters: { required_approving_review_count: approvals } },
      ],
      ...more,
    });

  it('reads rulesets', () => {
    const active = { enforcement: 'active', target: 'branch' };
    assert.deepEqual(rules('.github/rulesets/main.json', ruleset(active, 2)), [[true, 2, 1]]);
    assert.deepEqual(rules('.github/rulesets/main.json', ruleset(active, 0)), [[true, 0, 1]]);
  });

  it('does not read rulesets that hold nobody up', () => {
    for (const more of [
      { enforcement: 'disabled' },
      { enforcement: 'evaluate' },
      { enforcement: 'active', target: 'tag' },
    ])
      assert.deepEqual(rules('rulesets/main.json', ruleset(more)), []);
  });

  it('reads settings.yml, and what it leaves open', () => {
    const settings = (value: string) => [
      'branches:',
      '  - name: main',
      '    protection:',
      `      required_pull_request_reviews: ${value}`,
      '      enforce_admins: true',
    ];
    assert.deepEqual(rules('.github/settings.yml', ...settings('{ required_approving_review_count: 2 }')), [
      [true, 2, 4],
    ]);
    assert.deepEqual(rules('.github/settings.yml', ...settings('{ require_code_owner_reviews: true }')), [
      [true, 0, 4],
    ]);
    assert.deepEqual(rules('.github/settings.yml', ...settings('null')), [[false, 0, 4]]);
    assert.deepEqual(rules('.github/settings.yml', 'repository: { name: churn }'), []);
  });

  it('reads each ruleset of settings.yml for itself', () => {
    const found = rules(
      '.github/settings.yml',
      'rulesets:',
      '  - name: old',
      '    enforcement: disabled',
      '    rules: [{ type: pull_request, parameters: { required_approving_review_count: 3 } }]',
      '  - name: main',
      '    enforcement: active',
      '    rules: [{ type: pull_request, parameters: { required_approving_review_count: 1 } }]',
    );
    assert.deepEqual(found, [[true, 1, 7]]);
  });

  it('reads .asf.yaml', () => {
    const lines = [
      'github:',
      '  protected_branches:',
      '    main:',
      '      required_pull_request_reviews:',
      '        required_approving_review_count: 1',
    ];
    assert.deepEqual(rules('.asf.yaml', ...lines), [[true, 1, 4]]);
  });
});

describe('templates of pull requests', () => {
  const read = (...lines: string[]) => {
    const [template] = factsOf(requestTemplate, '.github/pull_request_template.md', ...lines);
    return template && { items: template.items, forReviewer: template.forReviewer };
  };

  it('reads boxes, ticked or not', () => {
    const found = read(
      '## Checklist',
      '- [ ] Tests',
      '* [x] Docs',
      '  - [X] Inner',
      '- no box',
      '1. [ ] Numbered',
    );
    assert.deepEqual(found?.items, ['Tests', 'Docs', 'Inner', 'Numbered']);
    assert.deepEqual(found?.forReviewer, []);
  });

  it('knows those of the reviewer by heading, by the line above, and by themselves', () => {
    assert.deepEqual(read('## For the reviewer', '- [ ] a')?.forReviewer, ['a']);
    assert.deepEqual(read('**Review checklist**', '', '- [ ] a')?.forReviewer, ['a']);
    assert.deepEqual(read('Reviewers look at:', '', '- [ ] a', '- [ ] b')?.forReviewer, ['a', 'b']);
    assert.deepEqual(read('- [ ] Reviewer: metrics are not worse', '- [ ] Tests')?.forReviewer, [
      'Reviewer: metrics are not worse',
    ]);
    assert.deepEqual(read('## レビュー観点', '- [ ] リークがない')?.forReviewer, ['リークがない']);
  });

  it('leaves those of the author to the author', () => {
    assert.deepEqual(
      read('## Checklist', '- [ ] I have performed a self-review of my code')?.forReviewer,
      [],
    );
    assert.deepEqual(read('Before requesting a reviewer:', '- [ ] tests pass')?.forReviewer, []);
  });

  it('does not see what is commented out, or stands in a fence', () => {
    assert.deepEqual(read('<!--', '- [ ] a', '-->', '```', '- [ ] b', '```', '- [ ] c')?.items, ['c']);
  });

  it('finds no template in an empty file', () => {
    assert.deepEqual(factsOf(requestTemplate, '.github/pull_request_template.md', ''), []);
  });
});
