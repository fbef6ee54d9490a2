import assert from 'node:assert/strict';
import { takeSnapshot } from '../../src/assessment/snapshot.ts';
import { memoryFiles } from '../../src/files/memory.ts';
import { machineBoundPath, outsideConfiguration } from '../../src/signals/configuration.ts';

async function facts(text: string, path = 'train.py') {
  const signals = { machineBoundPath, outsideConfiguration };
  const snapshot = await takeSnapshot(memoryFiles({ [path]: `${text}\n` }), Object.values(signals));
  assert.deepEqual(snapshot.unread, []);
  return snapshot.facts(signals);
}

describe('machine-bound paths', () => {
  const bound = [
    'open("/home/bob/data/train.csv")',
    'open(f"/home/bob/data/{split}.csv")',
    'open("C:/Users/Bob Smith/train.csv")',
    'open(r"D:\\data\\train.csv")',
    'open(r"\\\\nas01\\share\\train.csv")',
    'open("/Users/hanako/train.csv")',
    'spark.read.csv("file:///home/bob/train.csv")',
    'spark.read.csv("/Workspace/Users/bob@acme.com/train.csv")',
    'open("/content/drive/MyDrive/train.csv")',
    'open("/mnt/nas/train.csv")',
    'def load(path="/home/bob/train.csv"): ...',
  ];
  for (const text of bound)
    it(`are seen in ${text}`, async () => assert.equal((await facts(text)).machineBoundPath.length, 1));

  const free = [
    'open("data/train.csv")',
    'open("/opt/ml/input/data/train.csv")',
    'open("/home/jovyan/work/train.csv")',
    'open(f"/home/{user}/train.csv")',
    'open("s3://home/bob/train.csv")',
    '"""Reads /home/bob/train.csv."""',
    '# open("/home/bob/train.csv")',
    'load("/mnt/models")',
    'get("https://acme.com/home/bob/x")',
    'x = "a:\\n"',
    'route("/users/me")',
  ];
  for (const text of free)
    it(`are not in ${text}`, async () => assert.deepEqual((await facts(text)).machineBoundPath, []));
});

describe('configuration from outside', () => {
  const outside = [
    'import os\nuri = os.environ["URI"]',
    'from os import getenv\nuri = getenv("URI")',
    'import sys\npath = sys.argv[1]',
    'import argparse\nargparse.ArgumentParser()',
    'import click\n@click.option("--n")\ndef f(n): ...',
    'import hydra\n@hydra.main(config_path="conf")\ndef f(cfg): ...',
    'from pydantic_settings import BaseSettings\nclass Settings(BaseSettings): ...',
    'import yaml\nyaml.safe_load(open("params.yaml"))',
    'import json\njson.load(open("config.json"))',
    'env = dbutils.widgets.get("env")',
  ];
  for (const text of outside)
    it(`is seen in ${text}`, async () =>
      assert.equal((await facts(text)).outsideConfiguration.length > 0, true));

  const inside = [
    'import os\nos.environ["CUDA_VISIBLE_DEVICES"] = "0"',
    'import click\nclick.echo("done")',
    'import json\njson.load(open("labels.json"))',
    'import hydra',
    'LEARNING_RATE = 0.1',
  ];
  for (const text of inside)
    it(`is not in ${text}`, async () => assert.deepEqual((await facts(text)).outsideConfiguration, []));

  it('is not what builds or tests the project', async () => {
    const text = 'import os\nos.environ["CI"]\ndef test_x(): ...';
    for (const path of ['setup.py', 'docs/conf.py', 'noxfile.py', 'tests/test_x.py'])
      assert.deepEqual((await facts(text, path)).outsideConfiguration, [], path);
  });
});
