// What runs as a role of its own, and the agents of other packages of constructs.
import { Agent, AgentActionGroup, ActionGroupExecutor } from '@aws-cdk/aws-bedrock-alpha';
import { PythonFunction } from '@aws-cdk/aws-lambda-python-alpha';
import { AgentActionGroup as BlueprintGroup, BedrockAgentBlueprintsConstruct } from '@aws/agents-for-amazon-bedrock-blueprints';
import { bedrock } from '@cdklabs/generative-ai-cdk-constructs';
import { Stack, aws_bedrockagentcore as agentcore, aws_codebuild as codebuild, aws_ec2 as ec2, aws_ecs as ecs, aws_iam as iam, aws_lambda as lambda, aws_stepfunctions as sfn } from 'aws-cdk-lib';
import { Construct } from 'constructs';

const everything = (service: string) => new iam.PolicyStatement({ actions: [`${service}:*`], resources: ['*'] });

export class PlatformStack extends Stack {
  constructor(scope: Construct, id: string, image: ecs.ContainerImage) {
    super(scope, id);

    const developers = new iam.Group(this, 'Developers', { groupName: 'developers' });
    developers.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess'));
    const operator = new iam.User(this, 'Operator', { userName: 'operator' });
    operator.addToPolicy(new iam.PolicyStatement({ actions: ['ec2:*'], resources: ['*'] }));

    const images = new lambda.DockerImageFunction(this, 'Images', { code: lambda.DockerImageCode.fromImageAsset('images') });
    images.addToRolePolicy(new iam.PolicyStatement({ actions: ['rekognition:*'], resources: ['*'] }));
    const once = new lambda.SingletonFunction(this, 'Once', { uuid: '9a1c', code: lambda.Code.fromInline(''), runtime: lambda.Runtime.PYTHON_3_13, handler: 'index.handler' });
    once.addToRolePolicy(new iam.PolicyStatement({ actions: ['ssm:*'], resources: ['*'] }));
    const books = new PythonFunction(this, 'Books', {
      entry: 'books',
      runtime: lambda.Runtime.PYTHON_3_13,
      initialPolicy: [new iam.PolicyStatement({ actions: ['dynamodb:*'], resources: ['*'] })],
    });

    const task = new ecs.FargateTaskDefinition(this, 'Task', { family: 'worker' });
    task.addToTaskRolePolicy(new iam.PolicyStatement({ actions: ['sqs:*'], resources: ['*'] }));
    task.addToExecutionRolePolicy(new iam.PolicyStatement({ actions: ['ecr:*'], resources: ['*'] })); // of another role
    const flow = new sfn.StateMachine(this, 'Flow', { definitionBody: sfn.DefinitionBody.fromFile('flow.json') });
    flow.addToRolePolicy(new iam.PolicyStatement({ actions: ['states:*'], resources: ['*'] }));
    const build = new codebuild.Project(this, 'Build', { projectName: 'build' });
    build.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] }));
    const host = new ec2.Instance(this, 'Host', { instanceName: 'host' });
    host.addToRolePolicy(new iam.PolicyStatement({ actions: ['kms:*'], resources: ['*'] }));
    host.addToRolePolicy(everything('sns')); // what a function makes is not known

    const librarian = new Agent(this, 'Librarian', { agentName: 'librarian', instruction: 'You answer questions about literature and lend books.' });
    librarian.addActionGroup(new AgentActionGroup({ name: 'lend', executor: ActionGroupExecutor.fromLambda(books) }));
    librarian.role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['bedrock:InvokeModel'], resources: ['*'] }));

    const acting = new iam.Role(this, 'Acting', { assumedBy: new iam.ServicePrincipal('bedrock.amazonaws.com') });
    new bedrock.Agent(this, 'Curator', { name: 'curator', existingRole: acting, instruction: 'You look after the collection of pictures of the museum.' });
    new agentcore.CfnRuntime(this, 'Guide', { agentRuntimeName: 'guide', roleArn: acting.roleArn });

    const own = new BlueprintGroup(this, 'Tickets', {
      actionGroupName: 'tickets',
      actionGroupExecutor: {
        lambdaDefinition: { lambdaHandler: 'handler', managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonDynamoDBFullAccess')] },
      },
    });
    new BedrockAgentBlueprintsConstruct(this, 'Seller', { actionGroups: [own] });
  }
}
