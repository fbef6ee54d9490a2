"""<%title%>"""

<%standard%>

<%third%>
<%#own%>

<%own%>
<%/own%>

<%#root%>
<%root%>
<%/root%>
<%constants%>


def example_rows() -> pd.DataFrame:
    """Rows in which the outcome follows from the first column."""
    random = np.random.default_rng(0)
    rows = pd.DataFrame()
<%#features%>
    rows[<%literal%>] = random.<%#text%>choice(["a", "b"], size=200)<%/text%><%^text%>normal(size=200)<%/text%>
<%/features%>
    rows[TARGET] = <%outcome%>
    return rows


@contextlib.contextmanager
def workspace() -> Iterator[None]:
    """An empty folder with what the code reads."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        rows = example_rows()
<%#folders%>
        Path(<%.%>).mkdir(parents=True, exist_ok=True)
<%/folders%>
<%#tables%>
        rows.<%write%>
<%/tables%>
<%#models%>
        model = <%dummy%>().fit(rows[FEATURES], rows[TARGET])
        joblib.dump(model, <%.%>)
<%/models%>
        yield


<%&tests%>
