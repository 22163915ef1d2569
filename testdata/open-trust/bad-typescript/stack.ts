import * as cdk from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

export class DeployStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    new iam.Role(this, 'Everybody', { assumedBy: new iam.AnyPrincipal() });

    const github = new iam.OpenIdConnectProvider(this, 'GitHub', { url: 'https://token.actions.githubusercontent.com' });
    new iam.Role(this, 'AnyRepository', {
      assumedBy: new iam.WebIdentityPrincipal(github.openIdConnectProviderArn, {
        StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:example/*' },
      }),
    });
  }
}
