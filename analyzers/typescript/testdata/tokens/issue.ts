// Tokens that are issued here.
import { STSClient, AssumeRoleCommand } from '@aws-sdk/client-sts';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { SignJWT } from 'jose';
import jwt from 'jsonwebtoken';

const YEAR = 365 * 24 * 60 * 60;

export const forEver = (user: string, key: string) => jwt.sign({ sub: user, iss: 'agents' }, key);
export const aYear = (user: string, key: string) => jwt.sign({ sub: user }, key, { expiresIn: '365d' });
export const anHour = (user: string, key: string) => jwt.sign({ sub: user, exp: Math.floor(Date.now() / 1000) + 60 * 60 }, key);
export const withAlgorithm = (user: string) => jwt.sign({ sub: user }, process.env.JWT_SECRET!, { algorithm: 'HS256' });
export const unknown = (user: string, key: string, options: jwt.SignOptions) => jwt.sign({ sub: user }, key, options);
export const elsewhere = (claims: object, key: string) => jwt.sign(claims, key);

export function addedLater(user: string, key: string) {
  const claims: Record<string, unknown> = { sub: user };
  claims.exp = Math.floor(Date.now() / 1000) + 60;
  return jwt.sign(claims, key);
}

export const josey = (key: Uint8Array) => new SignJWT({ sub: 'agent' }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('30d').sign(key);
export const env = () => new SignJWT({}).setExpirationTime('1h').sign(new TextEncoder().encode(process.env.SIGNING_SECRET));

export const session = (RoleArn: string) => new STSClient({}).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'agent', DurationSeconds: 43200 }));
export const link = (client: S3Client, command: GetObjectCommand) => getSignedUrl(client, command, { expiresIn: YEAR });
