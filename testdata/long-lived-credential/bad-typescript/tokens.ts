import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { SignJWT } from 'jose';
import jwt from 'jsonwebtoken';
import vault from 'node-vault';

export function issue(agent: string, key: string) {
  return jwt.sign({ sub: agent }, key, { expiresIn: '365d' });
}

export async function signed(agent: string, key: Uint8Array) {
  return new SignJWT({ sub: agent }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('2 years').sign(key);
}

export async function store(agent: string) {
  return vault().tokenCreate({ policies: [agent], ttl: '8760h' });
}
