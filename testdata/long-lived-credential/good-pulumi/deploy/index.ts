import * as aws from '@pulumi/aws';

const role = new aws.iam.Role('planner', { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'lambda.amazonaws.com' }) });
new aws.lambda.Function('planner', { role: role.arn, handler: 'index.handler', packageType: 'Zip' });
