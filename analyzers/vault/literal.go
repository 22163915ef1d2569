package vault

import (
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// names are fields whose own name says too little, by the type of their stanza,
// with the variable that Vault takes instead of them:
// https://developer.hashicorp.com/vault/docs/configuration/seal
// https://developer.hashicorp.com/vault/docs/configuration/storage
var names = map[string]string{
	"awskms access_key": "AWS_ACCESS_KEY_ID", "awskms secret_key": "AWS_SECRET_ACCESS_KEY", "awskms session_token": "AWS_SESSION_TOKEN",
	"s3 access_key": "AWS_ACCESS_KEY_ID", "s3 secret_key": "AWS_SECRET_ACCESS_KEY", "s3 session_token": "AWS_SESSION_TOKEN",
	"dynamodb access_key": "AWS_ACCESS_KEY_ID", "dynamodb secret_key": "AWS_SECRET_ACCESS_KEY", "dynamodb session_token": "AWS_SESSION_TOKEN",
	"aws access_key": "AWS_ACCESS_KEY_ID", "aws secret_key": "AWS_SECRET_ACCESS_KEY", "aws session_token": "AWS_SESSION_TOKEN",
	"azurekeyvault client_secret": "AZURE_CLIENT_SECRET", "azure accountKey": "AZURE_STORAGE_KEY",
	"transit token": "VAULT_TOKEN", "consul token": "CONSUL_HTTP_TOKEN", "postgresql connection_url": "DATABASE_URL",
	"etcd password": "ETCD_PASSWORD", "mysql password": "MYSQL_PASSWORD", "cassandra password": "CASSANDRA_PASSWORD",
}

// maxDepth bounds the blocks within a stanza; Vault's own have two.
const maxDepth = 6

// literals states the credentials that are written out in a stanza.
func (r *reader) literals(where string, s stanza) { r.literalsOf(where, s.kind, s.node, 0) }

func (r *reader) literalsOf(where, kind string, n *tree.Node, depth int) {
	if n == nil || depth > maxDepth {
		return
	}
	for _, f := range n.Entries() {
		for _, v := range f.Value.Each() {
			if v.Kind == tree.Mapping {
				r.literalsOf(where, kind, v, depth+1)
				continue
			}
			// Where a secret is: token_file_path, tls_key_file.
			if !v.Scalar() || strings.HasSuffix(f.Key, "_file") || strings.HasSuffix(f.Key, "_path") {
				continue
			}
			name := f.Key
			if known := names[kind+" "+f.Key]; known != "" {
				name = known
			}
			c := creds.Judge(name, v.Text, v.Span)
			if c == nil {
				continue
			}
			c.Key = r.key("vault-literal", where, kind, f.Key)
			c.Name, c.Origin, c.Store = f.Key, nhi.FromLiteral, "file"
			c.Attributes = with(c.Attributes, "stanza", strings.TrimSpace(where+" "+kind))
			r.facts.Credentials = append(r.facts.Credentials, c)
		}
	}
}

// key is unique in the file.
func (r *reader) key(kind string, parts ...string) string {
	parts = append([]string{r.file.Path}, parts...)
	k := nhi.Key(kind, parts...)
	if r.counts[k]++; r.counts[k] > 1 {
		k = nhi.Key(kind, append(parts, strconv.Itoa(r.counts[k]))...)
	}
	return k
}

func with(m map[string]string, name, value string) map[string]string {
	if m == nil {
		m = map[string]string{}
	}
	m[name] = value
	return m
}
