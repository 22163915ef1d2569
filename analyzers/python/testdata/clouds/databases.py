"""Databases that agents read and write."""
import os

import asyncpg
import psycopg
import psycopg2
import redis
import redis.asyncio
import sqlalchemy
import sqlalchemy.ext.asyncio
from motor.motor_asyncio import AsyncIOMotorClient
from neo4j import AsyncGraphDatabase, GraphDatabase
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool, ConnectionPool
from pymongo import MongoClient
from redis import Redis, StrictRedis

support = sqlalchemy.create_engine(url=os.environ["SUPPORT_LOGIN"])
billing = sqlalchemy.create_engine("postgres://app:Rk7wTq9sZx2m@db.corp.io/billing")
sales = sqlalchemy.ext.asyncio.create_async_engine(url="postgres://app:Rk7wTq9sZx2m@db.corp.io/sales")
search = psycopg2.connect(dsn=os.environ["SEARCH_LOGIN"])
legal = psycopg2.connect("postgres://app:Rk7wTq9sZx2m@db.corp.io/legal")
research = psycopg.connect(dsn="postgres://app:Rk7wTq9sZx2m@db.corp.io/research")
intake = AsyncConnection.connect(dsn="postgres://app:Rk7wTq9sZx2m@db.corp.io/intake")
triage = asyncpg.connect(dsn="postgres://app:Rk7wTq9sZx2m@db.corp.io/triage")
payroll = asyncpg.create_pool(dsn="postgres://app:Rk7wTq9sZx2m@db.corp.io/payroll")
orders = ConnectionPool(dsn="postgres://app:Rk7wTq9sZx2m@db.corp.io/orders")
claims = AsyncConnectionPool(dsn="postgres://app:Rk7wTq9sZx2m@db.corp.io/claims")
travel = psycopg2.connect(password=os.environ["TRAVEL_LOGIN"])
finance = psycopg.connect(password=os.environ["FINANCE_LOGIN"])
design = asyncpg.connect(password=os.environ["DESIGN_LOGIN"])
review = asyncpg.create_pool(password=os.environ["REVIEW_LOGIN"])
audit = MongoClient(host=os.environ["AUDIT_LOGIN"])
ops = MongoClient("mongodb://app:Rk7wTq9sZx2m@mongo.corp.io/ops")
growth = AsyncIOMotorClient(host="mongodb://app:Rk7wTq9sZx2m@mongo.corp.io/growth")
fleet = Redis(password=os.environ["FLEET_LOGIN"])
supply = StrictRedis(password=os.environ["SUPPLY_LOGIN"])
quality = redis.from_url(url=os.environ["QUALITY_LOGIN"])
alerts = redis.from_url("redis://:Rk7wTq9sZx2m@cache.corp.io/alerts")
memory = Redis.from_url(url="redis://:Rk7wTq9sZx2m@cache.corp.io/memory")
vision = redis.asyncio.from_url(url="redis://:Rk7wTq9sZx2m@cache.corp.io/vision")
voice = GraphDatabase.driver(auth=("app", os.environ["VOICE_LOGIN"]))
draft = AsyncGraphDatabase.driver(auth=("app", os.environ["DRAFT_LOGIN"]))

from supabase import acreate_client, create_client

rows = create_client("https://abcdefgh.supabase.co", os.environ["SUPABASE_SERVICE_ROLE_KEY"])
later = acreate_client("https://abcdefgh.supabase.co", supabase_key=os.environ["SUPABASE_SERVICE_KEY"])
public = create_client("https://abcdefgh.supabase.co", supabase_key=os.environ["SUPABASE_ANON_KEY"])
