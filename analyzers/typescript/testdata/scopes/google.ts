import { GoogleAuth } from 'google-auth-library';
import { google } from 'googleapis';

export const drive = new GoogleAuth({ keyFile: 'key.json', scopes: ['https://www.googleapis.com/auth/drive'] });
export const client = new google.auth.OAuth2(process.env.GOOGLE_ID, process.env.GOOGLE_CLIENT_SECRET, 'https://app.corp.io/oauth');
export const url = client.generateAuthUrl({ access_type: 'offline', scope: ['https://mail.google.com/'] });
