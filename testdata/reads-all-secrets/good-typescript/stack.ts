import * as cdk from 'aws-cdk-lib';
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

export class PayrollStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    const login = new secretsmanager.Secret(this, 'Login');
    const role = new Role(this, 'QueryRole', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        Secrets: new PolicyDocument({
          statements: [new PolicyStatement({ effect: Effect.ALLOW, actions: ['secretsmanager:GetSecretValue'], resources: [login.secretArn] })],
        }),
      },
    });
    new lambda.Function(this, 'Query', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'query.handler',
      code: lambda.Code.fromAsset('query'),
      role,
    });
  }
}
