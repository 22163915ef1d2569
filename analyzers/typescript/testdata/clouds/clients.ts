// Clients of clouds and services, after their documentation.
import { ClientSecretCredential } from '@azure/identity';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { createAppAuth } from '@octokit/auth-app';
import { App } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import vault from 'node-vault';
import { Octokit } from 'octokit';
import { Pool } from 'pg';

export const s3 = new S3Client({
  region: 'eu-central-1',
  credentials: { accessKeyId: process.env.AWS_ACCESS_KEY_ID!, secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY! },
});
export const short = new STSClient({
  credentials: { accessKeyId: session.AccessKeyId, secretAccessKey: process.env.AWS_SECRET, sessionToken: process.env.AWS_SESSION_TOKEN },
});
export const azure = new ClientSecretCredential(process.env.AZURE_TENANT_ID, process.env.AZURE_CLIENT_ID, process.env.AZURE_CLIENT_SECRET);
export const store = vault({ endpoint: 'https://vault.corp.io:8200', token: process.env.VAULT_TOKEN });
export const github = new Octokit({ auth: process.env.GH_PAT });
export const installation = new Octokit({ authStrategy: createAppAuth, auth: { appId: 1, privateKey: process.env.GH_APP_KEY, installationId: 2 } });
export const slack = new WebClient(process.env.SLACK_TOKEN);
export const bolt = new App({ token: process.env.SLACK_BOT_TOKEN, signingSecret: process.env.SLACK_SIGNING_SECRET });
export const db = new Pool({ host: 'db.corp.io', user: 'agent', password: 'Ys9@timber-Lark' });
