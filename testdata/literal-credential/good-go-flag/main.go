// Command notify posts to the channel of a team.
package main

import (
	"flag"
	"log"
	"os"

	"github.com/jackc/pgx/v5/pgxpool"
)

func main() {
	var database string
	flag.StringVar(&database, "database", os.Getenv("DATABASE_URL"), "where tickets are kept")
	flag.Parse()
	if _, err := pgxpool.ParseConfig(database); err != nil {
		log.Fatal(err)
	}
}
