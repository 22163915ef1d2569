import { SignJWT } from 'jose';
import jwt from 'jsonwebtoken';
import vault from 'node-vault';

const LIFE = 30 * 60;

export const issue = (agent: string, key: string) => jwt.sign({ sub: agent }, key, { expiresIn: LIFE });
export const short = (agent: string, key: string) => jwt.sign({ sub: agent }, key, { expiresIn: '15m' });
export const milliseconds = (agent: string, key: string) => jwt.sign({ sub: agent }, key, { expiresIn: '900000' });
export const configured = (agent: string, key: string, days: number) => jwt.sign({ sub: agent }, key, { expiresIn: days * 86400 });
export const signed = (agent: string, key: Uint8Array, until: Date) => new SignJWT({ sub: agent }).setExpirationTime(until).sign(key);
export const store = (agent: string) => vault().tokenCreate({ policies: [agent], ttl: '1h' });
