import { Stack, StackProps, aws_dynamodb as dynamodb, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { bedrock as genai } from '@cdklabs/generative-ai-cdk-constructs';
import { Construct } from 'constructs';

export class BookingsStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const table = new dynamodb.TableV2(this, 'Bookings', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
    const bookings = new lambda.Function(this, 'BookTable', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'book.handler',
      code: lambda.Code.fromAsset('book'),
    });
    table.grantReadWriteData(bookings);
    bookings.addToRolePolicy(new iam.PolicyStatement({ actions: ['dynamodb:*'], resources: [table.tableArn] }));

    const agent = new genai.Agent(this, 'Agent', {
      name: 'restaurant-agent',
      foundationModel: genai.BedrockFoundationModel.ANTHROPIC_CLAUDE_HAIKU_V1_0,
      instruction: 'You book tables, and you look up and cancel bookings of guests.',
    });
    agent.addActionGroup(new genai.AgentActionGroup({ name: 'bookings', executor: genai.ActionGroupExecutor.fromlambdaFunction(bookings) }));
  }
}
