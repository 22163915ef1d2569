package creds

import (
	"net/url"
	"strings"

	"github.com/nhivet/nhivet/internal/wordset"
)

// findAddress judges scheme://user:password@host around "x://".
func findAddress(text string, at int) (hit, bool) {
	if !lowdig[text[at]] {
		return hit{}, false
	}
	a, start, end, ok := addressAt(text, at)
	if !ok {
		return hit{}, false
	}
	f, confidence := a.judge()
	if f == nil {
		return hit{}, false
	}
	h := hit{format: f, start: start, end: end, lifetime: f.Lifetime, confidence: confidence, weak: true}
	h.attributes = map[string]string{"scheme": a.scheme}
	return h, true
}

// addressAt takes scheme://user:password@host around "x://" apart; start and end
// are the place of the password.
func addressAt(text string, at int) (a address, start, end int, ok bool) {
	i := at + 4 // after "x://"
	colon, sign, limit := -1, -1, min(len(text), i+512)
	for j := i; j < limit; j++ {
		switch b := text[j]; {
		case b == ':' && colon < 0:
			colon = j
		case b == '@':
			sign = j // the last one counts: passwords hold unescaped ones
		case b <= ' ' || b >= 0x7f || strings.IndexByte("/?#\"'`<>,;()|\\^", b) >= 0:
			limit = j
		}
	}
	if colon < 0 || sign < colon {
		return address{}, 0, 0, false
	}
	scheme := at
	for scheme > 0 && at-scheme < 24 && (lowdig[text[scheme-1]] || text[scheme-1] == '+' || text[scheme-1] == '-' || text[scheme-1] == '.') {
		scheme--
	}
	return address{scheme: text[scheme : at+1], user: text[i:colon], password: text[colon+1 : sign], host: text[sign+1 : limit]}, colon + 1, sign, true
}

type address struct{ scheme, user, password, host string }

// hostname is the first host, in lower case and without its port.
func (a address) hostname() string {
	host := strings.ToLower(a.host)
	if i := strings.IndexByte(host, ','); i >= 0 {
		host = host[:i]
	}
	host, _, _ = strings.Cut(host, ":")
	return host
}

// judge says whether an address holds a real password, and how surely.
func (a address) judge() (*Format, int) {
	host := a.hostname()
	password := a.password
	if p, err := url.PathUnescape(password); err == nil {
		password = p
	} else {
		return nil, 0 // a formatting verb, not an escape
	}
	if len(password) < 4 || host == "" || strings.ContainsAny(a.password, "{}[]$*") || strings.ContainsAny(a.host, "{}$%*") ||
		strings.ContainsAny(a.user, "{}$%*") && a.user != "" || noHost(host) || demoPassword(a.user, password) || Placeholder(password) {
		return nil, 0
	}
	id := "url-password"
	if databaseSchemes[a.scheme] {
		id = "database-url"
	}
	f := ByID(id)
	switch {
	case random(password) || chosen(password):
		return f, f.confidence()
	case id == "database-url" && strings.Contains(host, ".") && len(password) >= 6:
		return f, 65 // a plain word, but on a host with a domain
	}
	return nil, 0
}

var databaseSchemes = wordset.Of(`postgres postgresql postgresql+asyncpg postgresql+psycopg postgresql+psycopg2 postgis pgx mysql mysql+pymysql mysql+aiomysql mysql2 mariadb mongodb mongodb+srv
	redis rediss valkey amqp amqps mssql mssql+pyodbc sqlserver oracle clickhouse clickhousedb clickhouse+http neo4j neo4j+s bolt bolt+s nats kafka cockroachdb snowflake couchbase couchbases influxdb ldap ldaps ftp sftp ftps smtp smtps imap imaps tls mqtt mqtts trino presto databricks`)

// NoHost says whether a host's name is this machine, one of documentation, or a
// word that stands for one.
func NoHost(name string) bool { return noHost(strings.ToLower(name)) }

// noHost says whether a host is this machine, a documentation's, or a word that
// stands for one.
func noHost(h string) bool {
	h = strings.TrimSuffix(h, ".")
	if h == "" || hostWords[h] || strings.HasPrefix(h, "127.") || strings.HasPrefix(h, "[") || strings.HasPrefix(h, "192.0.2.") || strings.HasPrefix(h, "198.51.100.") || strings.HasPrefix(h, "203.0.113.") {
		return true
	}
	for _, s := range []string{".localhost", ".test", ".invalid", ".example", "example.com", "example.org", "example.net", ".internal.docker", "docker.internal", ".lima.internal"} {
		if strings.HasSuffix(h, s) {
			return true
		}
	}
	for _, label := range strings.Split(h, ".") {
		if strings.HasPrefix(label, "xxx") || label == "example" || strings.Contains(label, "your") || label == "abc" || label == "abcde" || label == "placeholder" || label == "hostname" || label == "mycluster" || label == "myhost" || label == "domain" {
			return true
		}
	}
	return false
}

var hostWords = wordset.Of(`localhost host hostname server ip_address ip address domain 0.0.0.0 ::1 your-host myhost my-host yourhost dbhost db-host db_host db_hostname endpoint cluster somehost some-host remote remotehost foo bar proxy proxyhost h x a b internal test example evil evil.com`)

// demoPassword says whether a password is the documented default of an image or
// the user's own name: everybody knows it, and whoever keeps it knows that.
func demoPassword(user, password string) bool {
	return strings.EqualFold(user, password) || demoPasswords[strings.ToLower(password)]
}

// DemoPassword says whether a value is a well-known default of an image or a
// demonstration (postgres, minioadmin, guest). Judge leaves these silent: a file
// with one tells a development set-up, not a leaked secret. JudgeWeak is for
// formats where the file is what really runs.
func DemoPassword(value string) bool { return demoPasswords[strings.ToLower(value)] }

var demoPasswords = wordset.Of(`postgres postgresql root admin administrator password passwd passw0rd pass pw pwd secret guest user test testing test123 test1234 testpass mysql mariadb redis mongo mongodb mongoadmin
	minioadmin minio minio123 minioadmin123 neo4j neo4j123 rabbitmq rabbit elastic elasticsearch kibana changeme changeit example demo demo123 docker default letmein keycloak airflow langfuse grafana sa supabase dbpass dbpassword db_password
	admin123 admin1234 root123 rootpassword rootpass password1 password12 password123 password1234 pass123 pass1234 secret123 postgres123 postgrespassword mysecretpassword mypassword my_password my-password clickhouse opensearch qdrant
	p@ssw0rd p@ssword p@ssword1 yourstrong(!)password yourstrong@passw0rd somepassword sonarqube wordpress drupal nextcloud vault dev devpassword dev-only devpass development local localdev qwerty foobar hunter2 s3cr3t s3cret secretpassword superuser super keycloak123 temporal hasura nacos apache django flask odoo zabbix gitea n8n dify difyai123456 litellm phoenix milvus weaviate`)
