// Signs in to Google, after its quickstart for Node.js.
import { createAgent } from 'langchain';
import { GoogleAuth, OAuth2Client } from 'google-auth-library';

const SCOPES = ['https://www.googleapis.com/auth/calendar.events', 'https://mail.google.com/'];

const client = new OAuth2Client();
export const url = client.generateAuthUrl({ access_type: 'offline', scope: SCOPES });
export const account = new GoogleAuth({ keyFile: 'key.json', scopes: ['https://www.googleapis.com/auth/cloud-platform'] });
export const agent = createAgent({ model: 'openai:gpt-4.1', tools: [], name: 'post' });
