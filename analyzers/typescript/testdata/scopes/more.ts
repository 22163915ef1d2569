import { JWT, OAuth2Client } from 'google-auth-library';
import { google } from 'googleapis';

const client = new OAuth2Client(process.env.GOOGLE_ID);
export const url = client.generateAuthUrl({ access_type: 'offline', scope: ['https://www.googleapis.com/auth/drive'] });
export const robot = new JWT({ email: 'agent@corp.iam.gserviceaccount.com', keyFile: 'key.json', scopes: ['https://mail.google.com/'] });
export const other = new google.auth.JWT({ email: 'agent@corp.iam.gserviceaccount.com', keyFile: 'key.json', scopes: ['https://www.googleapis.com/auth/calendar'] });
export const any = new google.auth.GoogleAuth({ keyFile: 'key.json', scopes: ['https://www.googleapis.com/auth/drive'] });
