// Command notify posts to the channel of a team.
package main

import (
	"flag"
	"log"

	"github.com/jackc/pgx/v5/pgxpool"
)

func main() {
	var database string
	flag.StringVar(&database, "database", "postgres://desk:wq8Zr4Lk2vXn@db.desk.internal:5432/desk", "where tickets are kept")
	flag.Parse()
	if _, err := pgxpool.ParseConfig(database); err != nil {
		log.Fatal(err)
	}
}
