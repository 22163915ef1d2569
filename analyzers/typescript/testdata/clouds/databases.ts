// Databases that agents read and write.
import pg from 'pg';
import postgres from 'postgres';
import { neon } from '@neondatabase/serverless';
import { MongoClient } from 'mongodb';
import mongoose from 'mongoose';
import { createClient } from 'redis';
import Redis from 'ioredis';
import { Redis as IoredisRedis } from 'ioredis';
import { createConnection, createPool } from 'mysql2/promise';
import { createConnection as MysqlcreateConnection, createPool as MysqlcreatePool } from 'mysql2';
import neo4j from 'neo4j-driver';

export const support = new pg.Pool({ connectionString: process.env.SUPPORT_LOGIN! });
export const billing = new pg.Pool({ connectionString: 'postgres://app:Rk7wTq9sZx2m@db.corp.io/billing' });
export const sales = new pg.Client({ connectionString: 'postgres://app:Rk7wTq9sZx2m@db.corp.io/sales' });
export const search = new pg.Pool({ password: process.env.SEARCH_LOGIN! });
export const legal = new pg.Client({ password: process.env.LEGAL_LOGIN! });
export const research = postgres(process.env.RESEARCH_LOGIN!);
export const intake = postgres('postgres://app:Rk7wTq9sZx2m@db.corp.io/intake');
export const triage = neon('postgres://app:Rk7wTq9sZx2m@db.corp.io/triage');
export const payroll = new MongoClient(process.env.PAYROLL_LOGIN!);
export const orders = new MongoClient('mongodb://app:Rk7wTq9sZx2m@mongo.corp.io/orders');
export const claims = mongoose.connect('mongodb://app:Rk7wTq9sZx2m@mongo.corp.io/claims');
export const travel = createClient({ url: process.env.TRAVEL_LOGIN! });
export const finance = createClient({ url: 'redis://:Rk7wTq9sZx2m@cache.corp.io/finance' });
export const design = createClient({ password: process.env.DESIGN_LOGIN! });
export const review = new Redis({ password: process.env.REVIEW_LOGIN! });
export const audit = new IoredisRedis({ password: process.env.AUDIT_LOGIN! });
export const ops = createConnection({ password: process.env.OPS_LOGIN! });
export const growth = createPool({ password: process.env.GROWTH_LOGIN! });
export const fleet = MysqlcreateConnection({ password: process.env.FLEET_LOGIN! });
export const supply = MysqlcreatePool({ password: process.env.SUPPLY_LOGIN! });
export const quality = neo4j.auth.basic('neo4j', process.env.QUALITY_LOGIN!);

import { createClient } from '@supabase/supabase-js';
import { createServerClient } from '@supabase/ssr';

export const rows = createClient('https://abcdefgh.supabase.co', process.env.SUPABASE_SERVICE_ROLE_KEY!);
export const pages = createServerClient('https://abcdefgh.supabase.co', process.env.SUPABASE_SERVICE_KEY!, { cookies });
