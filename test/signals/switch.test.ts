import assert from 'node:assert/strict';
import { takeSnapshot } from '../../src/assessment/snapshot.ts';
import { memoryFiles } from '../../src/files/memory.ts';
import { inRole, toolUse } from '../../src/signals/tool/use.ts';

/** Whether the tracker of a script is on, off or not used at all. */
async function tracker(train: string, others: Readonly<Record<string, string>> = {}): Promise<string> {
  const files = memoryFiles({ 'train.py': `import wandb\n${train}\n`, ...others });
  const snapshot = await takeSnapshot(files, [toolUse]);
  const { used, off } = inRole(snapshot.facts({ toolUse }).toolUse, 'experiment-tracking');
  return used.length > 0 ? 'on' : off.length > 0 ? 'off' : 'unused';
}

describe('switches of tools', () => {
  const off: Record<string, string> = {
    'a constant': 'use_wandb = False\nif use_wandb:\n    wandb.init()',
    'a parameter': 'def train(track: bool = False):\n    if track:\n        wandb.init()',
    'a flag of argparse':
      'p.add_argument("--use-wandb", action="store_true")\nif args.use_wandb:\n    wandb.init()',
    'an option that nobody gives':
      'p.add_argument("--project", default=None)\nif args.project is not None:\n    wandb.init()',
    'an option of Click':
      '@click.option("--track/--no-track", default=False)\ndef f(track):\n    if track:\n        wandb.init()',
    'an option of Typer':
      'import typer\ndef f(track: bool = typer.Option(False, "--track")):\n    if track:\n        wandb.init()',
    'a flag of absl':
      'flags.DEFINE_bool("track", False, "help")\nif FLAGS.track and rank == 0:\n    wandb.init()',
    'a dictionary': 'config = {"wandb": False}\nif config["wandb"]:\n    wandb.init()',
    'a field of a class': 'class C:\n    track: bool = False\nif cfg.track:\n    wandb.init()',
    'an early return': 'track = False\ndef f():\n    if not track:\n        return\n    wandb.init()',
    'a function that is called under a switch':
      'p.add_argument("--track", action="store_true")\ndef setup():\n    wandb.init()\nif args.track:\n    setup()',
    'an argument of its own': 'wandb.init(project="churn", mode="disabled")',
  };
  for (const [name, text] of Object.entries(off))
    it(`are off by ${name}`, async () => assert.equal(await tracker(text), 'off'));

  const on: Record<string, string> = {
    'a constant': 'use_wandb = True\nif use_wandb:\n    wandb.init()',
    'a flag that turns it off':
      'p.add_argument("--no-wandb", action="store_true")\nif not args.no_wandb:\n    wandb.init()',
    'a flag that is stored as false':
      'p.add_argument("--no-wandb", dest="wandb", action="store_false")\nif args.wandb:\n    wandb.init()',
    'an argument that has to be given': 'p.add_argument("project")\nif args.project:\n    wandb.init()',
    'one of two calls': 'track = False\nif track:\n    wandb.init()\nwandb.init()',
    'a mode of the script':
      'p.add_argument("--train", action="store_true")\ndef train():\n    wandb.init()\nif args.train:\n    train()',
    'the entry of the script': 'if __name__ == "__main__":\n    wandb.init()',
    'something that only the run knows': 'if rank == 0:\n    wandb.init()',
  };
  for (const [name, text] of Object.entries(on))
    it(`are on by ${name}`, async () => assert.equal(await tracker(text), 'on'));

  it('are looked up in configuration files', async () => {
    const train = 'if cfg.wandb.enabled:\n    wandb.init()';
    assert.equal(await tracker(train, { 'conf/config.yaml': 'wandb:\n  enabled: false\n' }), 'off');
    assert.equal(await tracker(train, { 'conf/config.yaml': 'wandb:\n  enabled: true\n' }), 'on');
    assert.equal(await tracker(train, { 'conf/config.yaml': 'cache:\n  enabled: false\n' }), 'on');
    assert.equal(
      await tracker('if args.use_wandb:\n    wandb.init()', { 'config.toml': '[log]\nuse_wandb = false\n' }),
      'off',
    );
  });
});
