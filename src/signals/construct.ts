import { readInstances } from '../formats/javascript.ts';
import { Located } from '../formats/located.ts';
import type { Call } from '../formats/python/code.ts';
import type { Resource } from './resource.ts';
import { fromFiles } from './signal.ts';

/** Services that CloudFormation writes otherwise than with one capital. */
const services: Readonly<Record<string, string>> = Object.fromEntries(
  `ApiGateway ApiGatewayV2 AppConfig ApplicationAutoScaling AutoScaling CE CloudFront CloudTrail CloudWatch CodeBuild
  CodeCommit CodeDeploy CodePipeline DMS DynamoDB EC2 ECR ECS EFS EKS ElastiCache ElasticLoadBalancingV2 EMR
  EMRServerless EventSchemas FSx IAM KinesisAnalytics KinesisAnalyticsV2 KinesisFirehose KMS LakeFormation MSK MWAA
  OpenSearchService RDS S3 SageMaker SecretsManager SNS SQS SSM StepFunctions WAFv2`
    .split(/\s+/)
    .map((name) => [name.toLowerCase(), name]),
);

/** Constructs that stand for a resource of another name, or for several. */
const others: Readonly<Record<string, readonly string[]>> = {
  'codebuild.PipelineProject': ['AWS::CodeBuild::Project'],
  'ecs.FargateService': ['AWS::ECS::Service'],
  'ecs.Ec2Service': ['AWS::ECS::Service'],
  'ecs.FargateTaskDefinition': ['AWS::ECS::TaskDefinition'],
  'ecs_patterns.ApplicationLoadBalancedFargateService': [
    'AWS::ECS::Service',
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
  ],
  'ecs_patterns.ScheduledFargateTask': ['AWS::Events::Rule', 'AWS::ECS::TaskDefinition'],
  'lambda_nodejs.NodejsFunction': ['AWS::Lambda::Function'],
  'lambda_python.PythonFunction': ['AWS::Lambda::Function'],
  'lambda.DockerImageFunction': ['AWS::Lambda::Function'],
  'apigateway.LambdaRestApi': ['AWS::ApiGateway::RestApi'],
  'apigatewayv2.HttpApi': ['AWS::ApiGatewayV2::Api'],
  'codedeploy.LambdaDeploymentGroup': ['AWS::CodeDeploy::DeploymentGroup'],
  'codedeploy.EcsDeploymentGroup': ['AWS::CodeDeploy::DeploymentGroup'],
  'pipelines.CodePipeline': ['AWS::CodePipeline::Pipeline'],
};

/** The types of CloudFormation that a construct stands for; none for what is no resource, as grants and rules of a class. */
export function typesOf(name: string): readonly string[] {
  const [, service = '', construct = ''] =
    /^(?:aws-cdk-lib|@aws-cdk|aws_cdk)[./](?:aws[-_]|(?=pipelines\.))([\w-]+?)(?:[-_]alpha)?\.(\w+)$/.exec(
      name,
    ) ?? [];
  if (!construct) return [];
  const key = service.replaceAll('-', '_');
  const known = others[`${key}.${construct}`];
  if (known) return known;
  const plain = key.replaceAll('_', '');
  const called = services[plain] ?? `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`;
  return [`AWS::${called}::${construct.replace(/^Cfn(?=[A-Z])/, '')}`];
}

/** CloudFormation begins its keys with a capital where CDK begins them with a small letter. */
const capital = (value: Located): Located =>
  value.isMap || value.isList
    ? new Located(value.line, undefined, () =>
        value.isMap
          ? {
              entries: value.entries.map(
                ([key, at]) => [`${key.charAt(0).toUpperCase()}${key.slice(1)}`, capital(at)] as const,
              ),
            }
          : { items: value.items.map(capital) },
      )
    : value;

/**
 * The resources of CDK apps, by their names in CloudFormation.
 * https://docs.aws.amazon.com/cdk/v2/guide/constructs.html
 */
export const construct = fromFiles<Resource>({
  reads: ['**/*.{ts,mts,js,mjs}', '**/*.py'],
  mentions: /aws-cdk-lib|@aws-cdk\/|\baws_cdk\b/,
  *parse({ path, text, python }) {
    if (/(^|\/)(tests?|__tests__)\/|\.(test|spec)\.[mj]?[jt]s$|\.d\.ts$/.test(path)) return;
    const made = path.endsWith('.py')
      ? python()
          .calls.filter(({ imported }) => imported)
          .map((call) => ({ ...call, arguments: [...plainly(call), keywords(call)] }))
      : readInstances(text);
    for (const { name, line, arguments: given } of made) {
      const [, action] = /\baws[-_]codepipeline[-_]actions\.(\w+)$/.exec(name) ?? [];
      if (action) yield { platform: 'AWS CDK', type: `action.${action}`, name: action, path, line };
      const [scope, id, properties] = given;
      if (action || !scope || scope.isMap || !id || id.isMap) continue;
      for (const type of typesOf(name))
        yield {
          platform: 'AWS CDK',
          type,
          name: id.text ?? '',
          path,
          line,
          source: new Located(line, undefined, () => ({
            entries: properties ? [['Properties', capital(properties)]] : [],
          })),
        };
    }
  },
});

const plainly = ({ line, arguments: given }: Call): Located[] =>
  given.filter(({ keyword }) => !keyword).map(({ text }) => new Located(line, text));

/** Keywords of Python as the properties that they set: `enable_capture` is `enableCapture`. */
const keywords = ({ line, arguments: given }: Call): Located =>
  new Located(line, undefined, () => ({
    entries: given.flatMap(({ keyword, text }) =>
      keyword
        ? [
            [
              keyword.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
              new Located(line, text),
            ] as const,
          ]
        : [],
    ),
  }));
