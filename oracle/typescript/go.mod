module github.com/nhivet/nhivet/oracle/typescript

go 1.26.8

require github.com/nhivet/nhivet v0.0.0

replace github.com/nhivet/nhivet => ../..
