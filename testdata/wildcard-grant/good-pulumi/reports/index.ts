import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const bucket = new aws.s3.Bucket('reports');
const role = new aws.iam.Role('reports', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'glue.amazonaws.com' }),
});

new aws.iam.RolePolicy('reports', {
  role,
  policy: bucket.arn.apply((arn) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: `${arn}/*` }] })),
});

// What the stack says is not known here.
new aws.iam.RolePolicy('given', { role, policy: config.require('policy') });
new aws.iam.RolePolicyAttachment('given', { role, policyArn: config.require('policyArn') });
