// Command desk answers tickets, and reads orders with a role of its own.
package main

import (
	"context"
	"log"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"google.golang.org/adk/agent/llmagent"
)

func main() {
	cfg, err := config.LoadDefaultConfig(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	if _, err := llmagent.New(llmagent.Config{Name: "desk", Tools: []any{orders(cfg, os.Args[1], os.Args[2])}}); err != nil {
		log.Fatal(err)
	}
}

// orders are read with the role's credentials.
func orders(cfg aws.Config, task, person string) aws.Config {
	cfg.Credentials = stscreds.NewAssumeRoleProvider(sts.NewFromConfig(cfg), "arn:aws:iam::111122223333:role/orders", func(o *stscreds.AssumeRoleOptions) {
		o.RoleSessionName = "desk-" + task
		o.SourceIdentity = aws.String(person)
	})
	return cfg
}
