import * as cdk from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

export class OperatorStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    const role = new iam.Role(this, 'OperatorRole', {
      assumedBy: new iam.ServicePrincipal('bedrock-agentcore.amazonaws.com'),
      inlinePolicies: {
        Restart: new iam.PolicyDocument({
          statements: [new iam.PolicyStatement({ actions: ['ecs:UpdateService'], resources: ['arn:aws:ecs:eu-west-1:123456789012:service/shop/web'] })],
        }),
      },
    });
    new agentcore.CfnRuntime(this, 'Operator', {
      agentRuntimeName: 'operator',
      roleArn: role.roleArn,
      networkConfiguration: { networkMode: 'PUBLIC' },
      agentRuntimeArtifact: { containerConfiguration: { containerUri: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/operator:3' } },
    });
  }
}
