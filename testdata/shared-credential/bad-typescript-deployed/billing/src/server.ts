import express from 'express';
import { bot } from './bot.js';

const app = express();
app.get('/', async (request, response) => response.send(await bot.generate({ prompt: String(request.query.q) })));
app.listen(8080);
