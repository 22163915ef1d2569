import { Stack, StackProps } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

interface ReportsProps extends StackProps {
  actions: string[];
}

export class ReportsStack extends Stack {
  constructor(scope: Construct, id: string, props: ReportsProps) {
    super(scope, id, props);

    const reports = new s3.Bucket(this, 'Reports');
    const tables = new lambda.Function(this, 'MakeTables', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'tables.handler',
      code: lambda.Code.fromAsset('tables'),
    });
    reports.grantRead(tables);
    tables.addToRolePolicy(new iam.PolicyStatement({ actions: ['rds-data:ExecuteStatement'], resources: [`arn:aws:rds:${this.region}:${this.account}:cluster:reports`] }));

    // The deployer says which.
    tables.addToRolePolicy(new iam.PolicyStatement({ actions: props.actions, resources: ['*'] }));

    // Everything but what the boundary leaves, which is elsewhere.
    new iam.Role(this, 'CrawlerRole', {
      assumedBy: new iam.ServicePrincipal('glue.amazonaws.com'),
      permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyName(this, 'Boundary', 'crawlers'),
      managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonS3FullAccess')],
    });

    // No function of Lambda, for all its name.
    const headers = new cloudfront.Function(this, 'Headers', { code: cloudfront.FunctionCode.fromFile({ filePath: 'headers.js' }) });
    headers.node.addDependency(tables);
  }
}
