import jwt from 'jsonwebtoken';

export function issue(agent: string, key: string): string {
  const claims = { sub: agent, scope: 'orders:write' };
  return jwt.sign(claims, key, { algorithm: 'HS256' });
}
