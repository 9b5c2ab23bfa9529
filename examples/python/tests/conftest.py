"""Options of the tests."""


def pytest_addoption(parser):
    parser.addoption("--answers", help="the file that examples/embed-iris/examples/answers.rs has written")
