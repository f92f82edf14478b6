"""Where everything comes together: settings read from the environment, addresses, the web process's entry."""
