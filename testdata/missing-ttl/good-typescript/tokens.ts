import jwt from 'jsonwebtoken';

export const issue = (agent: string, key: string) => jwt.sign({ sub: agent }, key, { expiresIn: '15m' });

export function withEnd(agent: string, key: string) {
  const claims: jwt.JwtPayload = { sub: agent };
  claims.exp = Math.floor(Date.now() / 1000) + 900;
  return jwt.sign(claims, key);
}

export const merged = (agent: string, key: string, more: object) => jwt.sign({ sub: agent, ...more }, key);
export const ofCaller = (claims: object, key: string) => jwt.sign(claims, key);
export const configured = (agent: string, key: string, options: jwt.SignOptions) => jwt.sign({ sub: agent }, key, { ...options, algorithm: 'HS256' });
