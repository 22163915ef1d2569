#!/usr/bin/env bash
# export DB_PASSWORD='x9!kRw2v#Q' in a comment is prose.
set -euo pipefail

DB_PASSWORD='x9!kRw2v#Q'
export ADMIN_PASSWORD="Vq4#mellow-Kite" REGION=eu-west-1
SMTP="${SMTP_PASSWORD:-Rk7!sparrow_Lm}"
declare -r API_KEY=Tq7mZr2Lk9XvBn4Ws6Pd # rotate
PGPASSWORD=Hn3\$walnut+Gd psql -h db.corp.io -c 'select 1'
: "${QUEUE_TOKEN:=Zk4Tq7mZr2Lk9XvBn4Ws}"

report() {
	local client_secret="Lk9XvBn4Ws6P\
dTq7mZr2"
	curl -sf -u "svc-report:Pw7&harbor-Mist" -H "Authorization: Bearer Zr2Lk9XvBn4Ws6PdTq7m" https://reports.corp.io/v1
	result=$(vault kv put secret/report user=svc password='Jt6!copper-Fern' | tee log)
}

case "$1" in
	--password=*) PASSWORD=${1#*=} ;;
	(--token) TOKEN="$2" ;;
	seed|reseed) SEED_PASSWORD=`echo x`; SEED_TOKEN=Ws6PdTq7mZr2Lk9XvBn4 ;;
esac

sudo -u svc env TOKEN="Qw8eBn4Ws6PdTq7mZr2L" /usr/local/bin/agent --password "Bd5#ripple-Oak" --client-secret=Xv8nB4wS6pD2tQ7mZr5L --api-key "$API_KEY"
docker run -d -e POSTGRES_PASSWORD='Mn8!lantern-Ivy' -e POSTGRES_USER=svc --name db -p 5432:5432 postgres:17
kubectl create secret generic db --from-literal=password='Gh2!meadow-Quill' --from-literal "token=$TOKEN"
mysql -u root -p'Ys9@timber-Lark' <<-EOF && echo done
	ALTER USER 'svc' IDENTIFIED BY 'x9!kRw2v#Q';
	export DB_PASSWORD='x9!kRw2v#Q'
	EOF
helm upgrade app ./chart --set image.tag=v1,auth.rootPassword='Cv3%saffron-Elm'
vault login Nf5kTq7mZr2Lk9XvBn4Ws6Pd

# Nothing below is a credential.
TOKEN=$(vault print token)
TOKEN_FILE=/run/secrets/token
SECRET_NAME=prod-db
NEXT_TOKEN=Tq7mZr2Lk9XvBn4Ws6Pd
API_TOKEN="prefix-${API_KEY}"
OTHER_PASSWORD="${OTHER_PASSWORD:?no password}"
THIRD_PASSWORD="${DB_PASSWORD:-$ADMIN_PASSWORD}"
MYSQL_PASSWORD=changeme
TEMPLATE_PASSWORD="{{ .Values.password }}9!kRw"
echo "run with --password x9!kRw2v#Q, or" --password 'x9!kRw2v#Q'
if [ "$PASSWORD" = 'x9!kRw2v#Q' ] || [[ $TOKEN == Tq7mZr2Lk9XvBn4Ws6Pd ]]; then exit 1; fi
for token in Tq7mZr2Lk9XvBn4Ws6Pd; do :; done
(( token = 3 << 2 ))
curl -u 'svc:x9!kRw2v#Q' http://localhost:8080/health
docker login --username svc --password-stdin < "$TOKEN_FILE"
vault login -method=userpass username=svc
gh api --max-tokens 4096 --token "<your-token>"
