// The infrastructure of an agent, after the registry of Pulumi.
import * as aws from '@pulumi/aws';
import * as gcp from '@pulumi/gcp';
import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { Policy } from '@pulumi/aws/iam';

const config = new pulumi.Config();
const table = new aws.dynamodb.Table('orders', { hashKey: 'id', attributes: [{ name: 'id', type: 'S' }], readCapacity: 1, writeCapacity: 1 });

const trust = aws.iam.getPolicyDocument({
  statements: [
    {
      actions: ['sts:AssumeRole'],
      principals: [{ type: 'Service', identifiers: ['bedrock.amazonaws.com'] }],
      conditions: [{ test: 'StringEquals', variable: 'aws:SourceAccount', values: [config.require('account')] }],
    },
  ],
});

const role = new aws.iam.Role('agent', {
  name: 'orders-agent',
  assumeRolePolicy: trust.then((document) => document.json),
  managedPolicyArns: ['arn:aws:iam::aws:policy/AmazonS3FullAccess'],
  inlinePolicies: [{ name: 'queues', policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }] }) }],
});

new aws.iam.RolePolicy('tables', {
  role: role.id,
  policy: table.arn.apply((arn) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['dynamodb:*'], Resource: '*' },
        { Effect: 'Allow', Action: ['dynamodb:GetItem'], Resource: `${arn}/*` },
      ],
    }),
  ),
});

new Policy('given', { policy: config.requireObject('policy') });

const agent = new aws.bedrock.AgentAgent('orders', { agentName: 'orders', agentResourceRoleArn: role.arn, foundationModel: 'anthropic.claude-3-haiku-20240307-v1:0' });

const lookup = new aws.lambda.Function('lookup', {
  role: role.arn,
  handler: 'index.handler',
  runtime: aws.lambda.Runtime.NodeJS22dX,
  code: new pulumi.asset.FileArchive('lookup'),
  environment: { variables: { TABLE: table.name } },
});

new aws.lambda.Permission('agents', { function: lookup.name, action: 'lambda:InvokeFunction', principal: 'bedrock.amazonaws.com' });
new aws.lambda.Permission('one-agent', { function: lookup.name, action: 'lambda:InvokeFunction', principal: 'bedrock.amazonaws.com', sourceArn: agent.agentArn });

const deployer = new aws.iam.User('deployer');
new aws.iam.AccessKey('deployer', { user: deployer.name });

const account = new gcp.serviceaccount.Account('planner', { accountId: 'planner' });
new gcp.serviceaccount.Key('planner', { serviceAccountId: account.name });
new gcp.projects.IAMMember('planner', { project: 'shop', role: 'roles/owner', member: pulumi.interpolate`serviceAccount:${account.email}` });

new k8s.rbac.v1.ClusterRoleBinding('planner', {
  metadata: { labels: { app: 'planner' } },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
  subjects: [{ kind: 'ServiceAccount', name: 'planner', namespace: 'agents' }],
});

// What takes its arguments from elsewhere may say anything.
const common: aws.iam.UserArgs = config.requireObject('user');
new aws.iam.AccessKey('given', { ...common, user: deployer.name });
new aws.iam.RolePolicy('several', { role, policy: pulumi.jsonStringify({ Statement: [{ Effect: 'Allow', Action: ['s3:GetObject', ...config.requireObject<string[]>('actions')], Resource: '*' }] }) });
