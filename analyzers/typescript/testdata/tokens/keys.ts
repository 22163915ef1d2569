// Keys that sign.
import jwt from 'jsonwebtoken';
import { SignJWT } from 'jose';

export const support = jwt.sign(claims, process.env.SUPPORT_LOGIN!);
export const billing = await new SignJWT(claims).sign(process.env.BILLING_LOGIN!);
