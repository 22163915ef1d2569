#!/usr/bin/env node
// A script of CommonJS.
const { OpenAI } = require('openai');
const dotenv = require('dotenv');

dotenv.config();
const client = new OpenAI({ apiKey: process.env.OPENAI_KEY || 'Tq7mZr2Lk9XvBn4Ws6PdGh8Jc1Fs5k3y' });

client.chat.completions.create({ model: 'gpt-4.1', messages: [] });
