import { Duration, Stack, StackProps } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export class ReportsStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const tables = new lambda.Function(this, 'MakeTables', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'tables.handler',
      code: lambda.Code.fromAsset('tables'),
      timeout: Duration.minutes(1),
    });
    const statement = new iam.PolicyStatement({ actions: ['rds:*'], resources: ['*'] });
    tables.addToRolePolicy(statement);

    new iam.Role(this, 'CrawlerRole', {
      assumedBy: new iam.ServicePrincipal('glue.amazonaws.com'),
      managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonS3FullAccess')],
    });
  }
}
