// An authorizer of API Gateway, after the documentation of its output.
import jwt from 'jsonwebtoken';

const policy = (principalId: string, effect: string, resource: string) => ({
  principalId,
  policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: resource }] },
});

export const handler = async (event: any) => {
  jwt.verify(event.authorizationToken, process.env.PUBLIC_KEY!);
  return policy('caller', 'Allow', event.methodArn);
};
