import * as aws from '@pulumi/aws';

const role = new aws.iam.Role('reports', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'glue.amazonaws.com' }),
});

new aws.iam.RolePolicy('reports', {
  role,
  policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] },
});
