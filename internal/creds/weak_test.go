package creds

import (
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

func TestJudgeWeak(t *testing.T) {
	for _, c := range []struct{ path, name, value, kind string }{
		{"k8s/db.yaml", "POSTGRES_PASSWORD", "password", "password"},
		{"k8s/db.yaml", "MYSQL_ROOT_PASSWORD", "Root", "password"},
		{"k8s/db.yaml", "VAULT_TOKEN", "root", "vault-token"},
		{"k8s/db.yaml", "AWS_SECRET_ACCESS_KEY", "minioadmin", "aws-access-key"},
		{"k8s/db.yaml", "AWS_SECRET_ACCESS_KEY", "password", ""}, // AWS issues no such key
		{"k8s/db.yaml", "db_connection", "host=db port=5432 user=app password=postgres dbname=a", "database-url"},
		{"k8s/db.yaml", "QUEUE", "amqp://guest:guest@rabbit.shop:5672/", "database-url"},
		{"k8s/db.yaml", "QUEUE", "amqp://guest:guest@localhost:5672/", ""},
		{"k8s/db.yaml", "QUEUE", "amqp://guest:${PASSWORD}@rabbit.shop:5672/", ""},
		{"k8s/db.yaml", "POSTGRES_PASSWORD", "changeme", ""}, // asks to be replaced
		{"k8s/db.yaml", "POSTGRES_PASSWORD", "kX9vdvQ2mZ7pL4", ""},
		{"k8s/db.yaml", "POSTGRES_PASSWORD", "", ""},
		{"k8s/db.yaml", "POSTGRES_USER", "postgres", ""},
		{"k8s/db.yaml", "OPENAI_API_KEY", "secret", ""}, // opens nothing
		{"k8s/db.yaml", "JWT_SECRET", "secret", ""},     // repeats its name
		{"bench/scenario1/db.yaml", "POSTGRES_PASSWORD", "password", ""},
		{".github/data/db.yaml", "POSTGRES_PASSWORD", "password", ""},
		{"e2e/db.yaml", "POSTGRES_PASSWORD", "password", ""},
	} {
		f := nhi.NewFile(c.path, []byte("x: "+c.value+"\n"))
		got := JudgeWeak(c.name, c.value, f.At(3, 3+len(c.value)))
		switch {
		case got == nil && c.kind != "":
			t.Errorf("%s under %s in %s is silent", c.value, c.name, c.path)
		case got != nil && (got.Kind != c.kind || got.Attributes[Weak] != "true"):
			t.Errorf("%s under %s in %s is a %s, want %q", c.value, c.name, c.path, got.Kind, c.kind)
		case got != nil && Judge(c.name, c.value, f.At(3, 3+len(c.value))) != nil:
			t.Errorf("%s under %s is judged twice", c.value, c.name)
		}
	}
}
