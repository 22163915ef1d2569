// Sessions and tokens that services issue.
import { AssumeRoleWithWebIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { Impersonated } from 'google-auth-library';
import { SignJWT } from 'jose';
import jwt from 'jsonwebtoken';
import vault from 'node-vault';

const DAY = 24 * 60 * 60;
const store = vault({ endpoint: 'https://vault.corp.io:8200' });

export const web = (RoleArn: string, WebIdentityToken: string) => new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: 'agent', WebIdentityToken, DurationSeconds: 43200 });
export const session = () => new GetSessionTokenCommand({ DurationSeconds: 129600 });
export const google = (sourceClient: any) => new Impersonated({ sourceClient, targetPrincipal: 'agent@corp.iam.gserviceaccount.com', lifetime: 43200, targetScopes: [] });
export const child = () => store.tokenCreate({ ttl: '720h', renewable: false });
export const dated = (key: Uint8Array) => new SignJWT({ sub: 'agent' }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime(new Date(Date.now() + 30 * DAY * 1000)).sign(key);
export const endless = (key: Uint8Array) => new SignJWT({ sub: 'agent' }).setProtectedHeader({ alg: 'HS256' }).setIssuedAt().sign(key);
export const inClaims = (key: Uint8Array) => new SignJWT({ sub: 'agent', exp: Math.floor(Date.now() / 1000) + 6 * DAY }).setProtectedHeader({ alg: 'HS256' }).sign(key);
export function later(key: Uint8Array) {
  const token = new SignJWT({ sub: 'agent' }).setProtectedHeader({ alg: 'HS256' });
  end(token);
  return token.sign(key);
}
export const absolute = (key: Uint8Array) => new SignJWT({ sub: 'agent' }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime(4102444800).sign(key);
export const atLast = (key: string) => jwt.sign({ sub: 'agent', exp: 4102444800 }, key);
export const seconds = (key: string) => [
  jwt.sign({ sub: 'a', exp: Math.round(Date.now() / 1000) + DAY }, key),
  jwt.sign({ sub: 'b', exp: Math.ceil(Date.now() / 1000) + 2 * DAY }, key),
  jwt.sign({ sub: 'c', exp: Math.trunc(Date.now() / 1000) + 3 * DAY }, key),
  jwt.sign({ sub: 'd', exp: Number('3600') + 4 * DAY }, key),
  jwt.sign({ sub: 'e', exp: parseInt('3600') + 5 * DAY }, key),
];
