// The infrastructure of an agent that answers questions about orders.
import * as cdk from 'aws-cdk-lib';
import { aws_datasync as datasync, aws_lambda_nodejs as nodejs, aws_s3 as s3 } from 'aws-cdk-lib';
import * as bedrock from 'aws-cdk-lib/aws-bedrock';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Effect, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

const TRUSTED = 'arn:aws:iam::aws:policy/ReadOnlyAccess';

export class OrdersStack extends cdk.Stack {
  private readonly agentRole: iam.Role;

  constructor(scope: Construct, id: string, props: cdk.StackProps & { actions: string[]; statement: iam.PolicyStatementProps }) {
    super(scope, id, props);

    const bucket = new s3.Bucket(this, 'Orders');

    this.agentRole = new iam.Role(this, 'AgentRole', {
      roleName: 'orders-agent',
      assumedBy: new iam.ServicePrincipal('bedrock.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': this.account } } }),
      managedPolicies: [
        ManagedPolicy.fromAwsManagedPolicyName('AmazonS3FullAccess'),
        ManagedPolicy.fromManagedPolicyArn(this, 'ReadOnly', TRUSTED),
      ],
      inlinePolicies: {
        Models: new iam.PolicyDocument({
          statements: [
            new PolicyStatement({
              effect: Effect.ALLOW,
              actions: ['bedrock:InvokeModel'],
              resources: [`arn:aws:bedrock:${this.region}::foundation-model/*`],
            }),
            new PolicyStatement({ effect: Effect.DENY, actions: ['s3:DeleteBucket'], resources: ['*'] }),
          ],
        }),
      },
    });

    // A function with a role of its own, and a key that is written out.
    const lookup = new nodejs.NodejsFunction(this, 'Lookup', {
      entry: 'lookup.ts',
      environment: { ORDERS_DB_PASSWORD: 'Vk8-tulip-Harbor-92', TABLE: 'orders' },
    });
    lookup.addToRolePolicy(new PolicyStatement({ actions: ['dynamodb:*'], resources: ['*'] }));
    lookup.role?.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName('AmazonSQSFullAccess'));
    lookup.addPermission('Bedrock', {
      principal: new iam.ServicePrincipal('bedrock.amazonaws.com'),
      sourceAccount: this.account,
    });

    const agent = new bedrock.CfnAgent(this, 'Agent', {
      agentName: 'orders',
      agentResourceRoleArn: this.agentRole.roleArn,
      foundationModel: 'anthropic.claude-3-haiku-20240307-v1:0',
      instruction: 'Answer questions about orders.',
      actionGroups: [{ actionGroupName: 'lookup-order', actionGroupExecutor: { lambda: lookup.functionArn } }],
    });

    // It runs as the role of the agent.
    const refund = new lambda.Function(this, 'Refund', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'refund.handler',
      code: lambda.Code.fromAsset('refund'),
      role: this.agentRole,
    });
    const secrets = new PolicyStatement();
    secrets.addActions('secretsmanager:GetSecretValue');
    secrets.addAllResources();
    refund.addToRolePolicy(secrets);

    // Agents of every account may call these.
    refund.grantInvoke(new iam.ServicePrincipal('bedrock.amazonaws.com'));
    new lambda.CfnPermission(this, 'Invoke', {
      action: 'lambda:InvokeFunction',
      functionName: refund.functionName,
      principal: 'bedrock.amazonaws.com',
    });
    new lambda.CfnPermission(this, 'Narrow', {
      action: 'lambda:InvokeFunction',
      functionName: refund.functionName,
      principal: 'bedrock.amazonaws.com',
      sourceArn: agent.attrAgentArn,
    });

    // Of the bucket, not of an identity.
    bucket.addToResourcePolicy(new PolicyStatement({ actions: ['s3:*'], principals: [new iam.AccountRootPrincipal()], resources: ['*'] }));

    const limited = new PolicyStatement({ actions: ['ec2:*'], resources: ['*'] });
    limited.addCondition('StringEquals', { 'aws:ResourceTag/team': 'orders' });
    this.agentRole.addToPolicy(limited);

    // What is not written here is not known.
    this.agentRole.addToPolicy(new PolicyStatement({ actions: props.actions, resources: ['*'] }));
    this.agentRole.addToPolicy(new PolicyStatement({ ...props.statement }));

    new iam.Role(this, 'Deploy', {
      assumedBy: new iam.CompositePrincipal(
        new iam.FederatedPrincipal(
          'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com',
          { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:example/*' } },
          'sts:AssumeRoleWithWebIdentity',
        ),
        new iam.AnyPrincipal(),
      ),
    });

    // A policy that is put together, and what a boundary leaves of one.
    const queues = new iam.Policy(this, 'Queues');
    queues.addStatements(new PolicyStatement({ actions: ['sqs:*'], resources: ['*'] }));
    this.agentRole.attachInlinePolicy(queues);
    new iam.Role(this, 'Bounded', {
      assumedBy: new iam.AccountRootPrincipal(),
      permissionsBoundary: ManagedPolicy.fromManagedPolicyName(this, 'Limit', 'agents'),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess')],
    });

    // Other things of the same names.
    new cloudfront.Function(this, 'Headers', { code: cloudfront.FunctionCode.fromInline('function handler(event) { return event.request }') });
    new datasync.CfnAgent(this, 'Sync', { activationKey: 'AAAAA-1AAAA-BB1CC-33333-EEEEE' });
  }
}
