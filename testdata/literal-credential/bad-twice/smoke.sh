#!/bin/sh
# Signs in as the user that the environment was seeded with.
PASSWORD="${SMOKE_TEST_PASSWORD:-Kiosk-Larder_47x}"
curl -fsS -d "user=smoke&password=$PASSWORD" https://shop.shopworks.net/login
