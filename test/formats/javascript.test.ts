import assert from 'node:assert/strict';
import { readInstances } from '../../src/formats/javascript.ts';
import { typesOf } from '../../src/signals/construct.ts';

const read = (...lines: string[]) => readInstances(`${lines.join('\n')}\n`);
const names = (...lines: string[]) => read(...lines).map(({ name }) => name);

describe('JavaScript and TypeScript', () => {
  it('resolve modules, aliases and names of what they make instances of', () => {
    assert.deepEqual(
      names(
        "import * as s3 from 'aws-cdk-lib/aws-s3';",
        "import { aws_sns as sns, Stack } from 'aws-cdk-lib';",
        "import Bus = require('./bus');",
        "const iam = require('aws-cdk-lib/aws-iam');",
        "const { Queue } = require('aws-cdk-lib/aws-sqs');",
        'new s3.Bucket(this, "Data"); new sns.Topic(this, "Told"); new Stack(app, "Churn");',
        'new iam.Role(this, "Role"); new Queue(this, "Queue"); new Local();',
      ),
      [
        'aws-cdk-lib/aws-s3.Bucket',
        'aws-cdk-lib.aws_sns.Topic',
        'aws-cdk-lib.Stack',
        'aws-cdk-lib/aws-iam.Role',
        'aws-cdk-lib/aws-sqs.Queue',
      ],
    );
  });

  it('keep maps, lists and literals of arguments, with their lines, and the source of the rest', () => {
    const [made] = read(
      "import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';",
      'export class Endpoint extends Stack {',
      '  constructor(scope: Construct, id: string) {',
      '    super(scope, id);',
      "    new sagemaker.CfnEndpointConfig(this, 'Config', {",
      '      // one variant',
      '      productionVariants: [{ initialVariantWeight: 1.5, modelName: model.ref }],',
      '      ...shared,',
      '      dataCaptureConfig: { enableCapture: true },',
      '    });',
      '  }',
      '}',
    );
    assert.equal(made?.line, 5);
    const [scope, id, properties] = made?.arguments ?? [];
    assert.deepEqual([scope?.text, id?.text], ['this', 'Config']);
    const variant = properties?.get('productionVariants')?.items[0];
    assert.equal(variant?.get('initialVariantWeight')?.value, 1.5);
    assert.equal(variant?.get('modelName')?.text, 'model.ref');
    assert.equal(properties?.get('dataCaptureConfig', 'enableCapture')?.value, true);
    assert.equal(properties?.get('dataCaptureConfig')?.line, 9);
  });

  it('tell instances of one function from those of another', () => {
    const made = read(
      "import { A, B } from 'x';",
      'const ask = async () => { new A(); new B(); };',
      'function other() { new A(); }',
      'new B();',
    );
    const [first, second, third, last] = made.map(({ within }) => within);
    assert.equal(first, second);
    assert.notEqual(first, third);
    assert.equal(last, 0);
  });

  it('say nothing of text that is no code', () => {
    assert.deepEqual(read('<<<<<<< HEAD', 'new )', '======='), []);
  });
});

describe('constructs of CDK', () => {
  const types: readonly (readonly [string, readonly string[]])[] = [
    ['aws-cdk-lib/aws-sagemaker.CfnEndpoint', ['AWS::SageMaker::Endpoint']],
    ['aws-cdk-lib.aws_dynamodb.Table', ['AWS::DynamoDB::Table']],
    ['aws_cdk.aws_events.Rule', ['AWS::Events::Rule']],
    ['@aws-cdk/aws-sagemaker-alpha.Endpoint', ['AWS::SageMaker::Endpoint']],
    ['aws-cdk-lib/aws-lambda-nodejs.NodejsFunction', ['AWS::Lambda::Function']],
    ['aws-cdk-lib/pipelines.CodePipeline', ['AWS::CodePipeline::Pipeline']],
    ['aws-cdk-lib.Stack', []],
    ['aws_cdk.core.Stack', []],
    ['constructs.Construct', []],
  ];
  for (const [name, expected] of types)
    it(`${name} is ${expected.join(', ') || 'no resource'}`, () => {
      assert.deepEqual(typesOf(name), expected);
    });
});
