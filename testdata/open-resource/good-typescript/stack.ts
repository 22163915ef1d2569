import * as cdk from 'aws-cdk-lib';
import * as bedrock from 'aws-cdk-lib/aws-bedrock';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

interface ParserProps extends cdk.StackProps {
  agent: bedrock.CfnAgent;
  permission: lambda.Permission;
}

export class ParserStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props: ParserProps) {
    super(scope, id, props);

    const parser = new lambda.Function(this, 'Parser', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'parser.handler',
      code: lambda.Code.fromAsset('parser'),
    });
    parser.addPermission('AllowBedrock', {
      principal: new iam.ServicePrincipal('bedrock.amazonaws.com'),
      action: 'lambda:InvokeFunction',
      sourceArn: props.agent.attrAgentArn,
    });
    parser.addPermission('AllowAccount', { principal: new iam.ServicePrincipal('bedrock.amazonaws.com'), sourceAccount: this.account });
    parser.grantInvoke(new iam.ServicePrincipal('bedrock.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': this.account } } }));

    // What is not written here is not known.
    parser.addPermission('Given', { ...props.permission });
    parser.grantInvoke(new iam.AccountRootPrincipal());
    new lambda.CfnPermission(this, 'Url', { action: 'lambda:InvokeFunctionUrl', functionName: parser.functionName, principal: '*', functionUrlAuthType: 'NONE' });
  }
}
