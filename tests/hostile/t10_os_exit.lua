-- expect: ERROR
os.exit(0)
