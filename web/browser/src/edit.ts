import "./read";
