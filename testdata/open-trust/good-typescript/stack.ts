import * as cdk from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

export class DeployStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props: cdk.StackProps & { who: iam.IPrincipal }) {
    super(scope, id, props);

    new iam.Role(this, 'Function', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    new iam.Role(this, 'Given', { assumedBy: props.who });
    new iam.Role(this, 'Account', { assumedBy: new iam.AccountRootPrincipal() });

    const github = new iam.OpenIdConnectProvider(this, 'GitHub', { url: 'https://token.actions.githubusercontent.com' });
    new iam.Role(this, 'OneRepository', {
      assumedBy: new iam.WebIdentityPrincipal(github.openIdConnectProviderArn, {
        StringEquals: { 'token.actions.githubusercontent.com:sub': 'repo:example/orders:ref:refs/heads/main' },
      }),
    });
  }
}
