import { Stack, StackProps, aws_bedrock as bedrock, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { bedrock as genai } from '@cdklabs/generative-ai-cdk-constructs';
import { Construct } from 'constructs';

export class BookingsStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    // The function that carries out what the agent does may change every table.
    const bookings = new lambda.Function(this, 'BookTable', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'book.handler',
      code: lambda.Code.fromAsset('book'),
    });
    bookings.role?.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonDynamoDBFullAccess'));

    const agent = new genai.Agent(this, 'Agent', {
      name: 'restaurant-agent',
      foundationModel: genai.BedrockFoundationModel.ANTHROPIC_CLAUDE_HAIKU_V1_0,
      instruction: 'You book tables, and you look up and cancel bookings of guests.',
    });
    agent.addActionGroup(new genai.AgentActionGroup({ name: 'bookings', executor: genai.ActionGroupExecutor.fromlambdaFunction(bookings) }));

    const role = new iam.Role(this, 'PlannerRole', { assumedBy: new iam.ServicePrincipal('bedrock.amazonaws.com') });
    role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] }));
    new bedrock.CfnAgent(this, 'Planner', { agentName: 'planner', agentResourceRoleArn: role.roleArn, instruction: 'You plan the menu.' });
  }
}
