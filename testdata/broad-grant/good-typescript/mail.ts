import { createAgent } from 'langchain';
import { GoogleAuth, OAuth2Client } from 'google-auth-library';

const SCOPES = ['https://www.googleapis.com/auth/gmail.readonly', 'https://www.googleapis.com/auth/drive.file'];

const client = new OAuth2Client();
export const url = client.generateAuthUrl({ access_type: 'offline', scope: SCOPES });
export const asked = client.generateAuthUrl({ scope: configuredScopes() });
export const account = new GoogleAuth({ keyFile: 'key.json', scopes: ['https://www.googleapis.com/auth/cloud-platform'] });
export const agent = createAgent({ model: 'openai:gpt-4.1', tools: [], name: 'post' });
