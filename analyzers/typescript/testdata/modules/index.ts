export * from './config.js';
export { makeGitHub as github } from './wrap';
