import { Octokit } from 'octokit';

export function makeGitHub({ token, base = 'https://api.github.com' }: { token: string; base?: string }) {
  return new Octokit({ auth: token, baseUrl: base });
}

export class Mailer {
  private readonly key: string;
  constructor(private readonly token: string) {
    this.key = process.env.SENDGRID_API_KEY!;
  }
  github = () => new Octokit({ auth: this.token });
  start() {
    sendgrid.setApiKey(this.key);
  }
}

const client = makeGitHub({ token: process.env.GITHUB_TOKEN! });
const mailer = new Mailer(process.env.GH_TOKEN!);
import sendgrid from '@sendgrid/mail';
