import * as aws from '@pulumi/aws';

const user = new aws.iam.User('planner');
new aws.iam.AccessKey('planner', { user: user.name });
